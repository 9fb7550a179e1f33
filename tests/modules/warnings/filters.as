# Recording, filters, deprecated().
import warnings

with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('hi'); warnings.warn(DeprecationWarning('x'))
    print([str(x) for x in w])
warnings.filterwarnings('error',message='foo.*',category=UserWarning)
try: warnings.warn('foobar')
except UserWarning as e: print('err',e)
print(warnings.filters)
@warnings.deprecated('old')
def f(): return 1
@warnings.deprecated('oldc')
class C: pass
with warnings.catch_warnings(record=True,action='always') as w:
    f(); C()
    class D(C): pass
    D()
    print([str(x) for x in w])
for b in (lambda:warnings.filterwarnings('x'),lambda:warnings.simplefilter('error',lineno=-1)):
    try: b()
    except Exception as e: print(type(e).__name__,e)
