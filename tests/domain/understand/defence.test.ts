import { expect, test } from 'vitest'
import { defenceIn } from '../../../src/domain/understand/defence.ts'

test.each([
  '我们是军工企业，想做雷达外壳的镀层',
  '承接军民融合项目，需要提高弹药箱密封',
  '武器裝備用的緊固件，要過鹽霧',
  '这个零件用于部队列装，图纸涉密',
  '属于国家秘密，机密级',
  '国防科技工业的配套件',
  'ＧＪＢ 不重要，导弹壳体的焊接有裂纹',
  'We need a coating for a missile housing',
  'The drawings are classified information',
  'parts for a defence contract',
])('turned away: %s', (text) => expect(defenceIn(text)).toBe('sure'))

test.each([
  '产品要过国军标',
  '军用级帐篷布的防水',
  '给某部队供应食堂设备',
  '需要保密资质吗',
  'GJB150 环境试验',
  'military specification fasteners',
  'a customer in defence asked for it',
])('asked: %s', (text) => expect(defenceIn(text)).toBe('maybe'))

test.each([
  '军绿色布料染色有色差',
  '海军蓝面料日晒牢度不够',
  '空军一号球鞋的胶水开胶',
  '给消防部队做的战斗服，阻燃不达标',
  '请设为保密，我们要签保密协议',
  '公司在国防路 18 号，设备老化',
  '厂址：解放路与建军西路口',
  '这是我们的秘密武器，一种助剂',
  '不涉及军工，不涉密，普通民品',
  '行业冠军企业，领军企业',
  '退伍军人创办的企业',
  'navy blue cotton fades; military green too',
  'first line of defense against corrosion',
  'defects are classified into three kinds',
  '布面有极光，压光后手感发硬',
])('let through: %s', (text) => expect(defenceIn(text)).toBeUndefined())
