"""Makes assets/fonts from the collections of Noto Sans CJK (a one-time tool; see assets/fonts/README.md).

python3 scripts/subset-fonts.py <folder with NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc>
"""
import json
import sys
from pathlib import Path

from fontTools import subset

source = Path(sys.argv[1])
target = Path(__file__).parent.parent / 'assets' / 'fonts'
simplified_chinese = 2  # its number in the collection

signs = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x384, 0x3CE), (0x400, 0x45F), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C),
    (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x22FF), (0x2460, 0x25FF), (0x2600, 0x2642), (0x3001, 0x303F),
    (0x3041, 0x30FF), (0x3105, 0x312D), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
]


def spread(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def gb2312():
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(text) for text in (pair.decode('gb2312', 'ignore') for pair in pairs) if text}


def make(weight, codes):
    options = subset.Options(
        layout_features=[], hinting=False, notdef_outline=True, glyph_names=False, font_number=simplified_chinese,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], name_languages=[0x409],
        drop_tables=['vhea', 'vmtx', 'VORG', 'BASE', 'GPOS', 'GSUB', 'GDEF', 'DSIG'],
    )
    font = subset.load_font(str(source / f'NotoSansCJK-{weight}.ttc'), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    subset.save_font(font, str(target / f'NotoSansCJKsc-{weight}.otf'), options)
    advances = {code: font['hmtx'][glyph][0] for code, glyph in font.getBestCmap().items()}
    return runs(advances)


def runs(advances):
    """[first, last, width in thousandths of the type size] of neighbours that are equally wide."""
    found = []
    for code in sorted(advances):
        if found and found[-1][1] == code - 1 and found[-1][2] == advances[code]:
            found[-1][1] = code
        else:
            found.append([code, code, advances[code]])
    return found


widths = {
    'regular': make('Regular', spread(signs) | spread([(0x4E00, 0x9FA5)])),
    'bold': make('Bold', spread(signs) | gb2312()),
}
(target / 'widths.json').write_text(json.dumps(widths, separators=(',', ':')) + '\n')
