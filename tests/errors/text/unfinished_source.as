# Positions of errors at the end of a text, with and without a newline there, for exec and eval; replacement fields; targets of del.
srcs=["1 +","x =","if 1","for x in","import","from x import","a b","class","def f()","lambda","x = [1,","while 1:","try:\n  x","a.","not","f(1)(","@","del","return +","raise x from","assert","with a","f'{1+}'","f'{a.}'","f'{a b}'","f'{1 2}'","f'{x:{y z}}'","f'{}'","f'{!r}'","f'{a!}'","f'{a!x}'","f'{a!r:'","f'{lambda x:1}'","f'{*a}'","f'{a b c}'", "f'{1 if 2}'","f'{yield}'","f'{a=!}'","f'{a:=}'","f'{+}'","f'{a +}'","f'{a and}'","f'{(a}'","f'{f(}'","f'{a, +}'","f'''{\na +}'''","f'{not}'","f'{a if b else}'","f'{x.y.}'","f'{a[}'","del x if y else z","del lambda: 1","del a if b","del (x if y else z)","del x, lambda: 1","del (lambda: 1)","del [x if y else z]","*a","*a, b","(*a)","print(*a, *b","'a' b'b'","b'a' 'b'","x = 'a' b'b'","'a' 'c' b'b' 'd'"]
for s in srcs:
  for suffix in "", "\n":
    for mode in ("exec","eval") if s.startswith("*") else ("exec",):
      try: compile(s+suffix,"f",mode); r="ok"
      except SyntaxError as e: r=f"{e.msg} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset}"
      print(repr(s+suffix), mode, r)

for s in ["1 +","1 + ","1 +\n","x =","a b","f(","1 if","a.","not","lambda","a[1","1 1","'a' b'b'","'a' b'b'\n"," 'a' b'b'","1 +  # c","(1 +","a +"]:
    try: eval(s)
    except SyntaxError as e: print(repr(s), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
