# Records: dataclasses, JSON in and out, sorting, totals.
import json
from dataclasses import asdict, dataclass, field


@dataclass(order=True)
class Item:
    name: str
    price: float = field(compare=False)
    count: int = field(default=1, compare=False)

    @property
    def total(self):
        return self.price * self.count


text = '[{"name": "kettle", "price": 39.0}, {"name": "cup", "price": 12.25, "count": 2}, {"name": "tea", "price": 4.5, "count": 10}]'
items = sorted(Item(**entry) for entry in json.loads(text))
for item in items:
    print(f"{item.name:<8}{item.price:>7.2f} x {item.count:<3}{item.total:>8.2f}")
print(f"{'sum':<21}{sum(item.total for item in items):>8.2f}")
print(json.dumps(asdict(max(items, key=lambda item: item.total))))
