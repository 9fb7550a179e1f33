# strings: building, splitting, searching, formatting.
def run(n):
    words = []
    for i in range(n):
        words.append(f"w{i % 977}-{i:05d}")
    text = " ".join(words)
    parts = text.split(" ")
    hits = sum(1 for p in parts if p.startswith("w1") and p.endswith("7"))
    upper = text.upper().replace("W", "_")
    out = ""
    for p in parts[:50_000]:
        out += p[1:4]
    return len(text), hits, upper.count("_"), text.find("w976-"), len(out)


print(*run(300_000))
