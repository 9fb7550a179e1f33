# objects: made and dropped: a binary search tree.
class Node:
    __slots__ = ("key", "left", "right")

    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def insert(root, key):
    node = root
    while True:
        if key < node.key:
            if node.left is None:
                node.left = Node(key)
                return
            node = node.left
        else:
            if node.right is None:
                node.right = Node(key)
                return
            node = node.right


def depth(node):
    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))


x, root = 1, Node(1 << 30)
for _ in range(60_000):
    x = (x * 1103515245 + 12345) % 2147483648
    insert(root, x)
print(depth(root))
