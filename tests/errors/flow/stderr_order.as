import sys
print('out')
print('err', file=sys.stderr)
sys.stderr.write('raw err\n')
raise SystemExit(1)
