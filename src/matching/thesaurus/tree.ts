/**
 * A tree whose edges are symbols, kept as one table of numbers: the node that follows node `n` by symbol `s` is found by a hash of both. Node 0
 * is the root.
 */
export type Tree = { nodes: number; parent: Int32Array; symbol: Int32Array; child: Int32Array }

export function emptyTree(): Tree {
  return { nodes: 1, ...table(1 << 18) }
}

function table(size: number): Pick<Tree, 'parent' | 'symbol' | 'child'> {
  return { parent: new Int32Array(size).fill(-1), symbol: new Int32Array(size), child: new Int32Array(size) }
}

/** The node that follows; -1 where there is none. */
export function follow(tree: Tree, node: number, symbol: number): number {
  const at = placeOf(tree, node, symbol)
  return tree.parent[at] === -1 ? -1 : tree.child[at]!
}

/** The node that follows, made where there is none. */
export function grow(tree: Tree, node: number, symbol: number): number {
  let at = placeOf(tree, node, symbol)
  if (tree.parent[at] !== -1) return tree.child[at]!
  if (tree.nodes * 2 > tree.parent.length) {
    enlarge(tree)
    at = placeOf(tree, node, symbol)
  }
  tree.parent[at] = node
  tree.symbol[at] = symbol
  tree.child[at] = tree.nodes
  return tree.nodes++
}

function placeOf({ parent, symbol: symbols }: Tree, node: number, symbol: number): number {
  const mask = parent.length - 1
  let at = (Math.imul(node, 0x9e3779b1) ^ Math.imul(symbol, 0x85ebca6b)) >>> 0
  at = (at ^ (at >>> 15)) & mask
  while (parent[at] !== -1 && (parent[at] !== node || symbols[at] !== symbol)) at = (at + 1) & mask
  return at
}

function enlarge(tree: Tree): void {
  const { parent, symbol, child } = tree
  Object.assign(tree, table(parent.length * 2))
  for (let i = 0; i < parent.length; i++) {
    if (parent[i] === -1) continue
    const at = placeOf(tree, parent[i]!, symbol[i]!)
    tree.parent[at] = parent[i]!
    tree.symbol[at] = symbol[i]!
    tree.child[at] = child[i]!
  }
}
