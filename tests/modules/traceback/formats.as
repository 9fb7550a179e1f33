# Exceptions and stacks as text and as objects.
import traceback,sys,io
def f(x): return g(x)
def g(x):
    y = (x +
       h(x, 
         1))
    return y
def h(a,b):
    return a.foo + b / 0
def rec(n):
    if n==0: raise ValueError('deep\nline2')
    rec(n-1)
tests=[lambda:f(1),lambda:rec(10),lambda:{}['x'],lambda:[1][2],lambda:foo_bar,lambda:sy.x,lambda:compile('a b\n','x.py','exec'),lambda:compile('def f(:\n  "é','x.py','exec'),lambda:exec('1/0')]
def grp():
    try: 1/0
    except Exception as e: z=e
    try: rec(1)
    except Exception as e: 
        e.add_note('a note\nb'); y=e
    raise ExceptionGroup('eg',[z,y,ExceptionGroup('in',[KeyError('k')]+[ValueError(i) for i in range(20)])])
def chain():
    try:
        try: 1/0
        except Exception as e: raise KeyError('a') from e
    except Exception: 
        raise TypeError('x')
tests+=[grp,chain]
def outer():
    try: grp()
    except* ValueError as e: raise RuntimeError('again')
tests.append(outer)
def mixed():
    é = '日本'; s = '日本' + é.foo
def assign():
    x = f(
       1)
def eq():
    a=b=f(1) # c
class A:
    def __repr__(self): 1/0
def ml():
    aaaaaaaaa(1,
      2,
      3,
      4,
      5).foo.bar(1)
def aaaaaaaaa(*a): return None
tests+=[mixed,assign,eq,ml]
for t in tests:
    try: t()
    except BaseException as e:
        print(traceback.format_exc())
        print(''.join(traceback.format_exception(e,limit=-1,chain=False)))
        print(traceback.format_exception_only(e), traceback.format_exception_only(e,show_group=True), traceback.format_exception_only(type(e),e))
        te=traceback.TracebackException.from_exception(e,capture_locals=True)
        s=te.stack
        print([tuple(x)[1:] for x in s][:3],s[-1].line, s[-1].colno,s[-1].end_colno,s[-1].end_lineno,te.exc_type_str,str(te), s[-1]==s[-1])
def st():
    print([x.name for x in traceback.extract_stack()][-2:], len(traceback.format_stack())>=2, traceback.format_stack()[-1])
    print(traceback.extract_stack(limit=1)[0].line)
    print([x.name for x in traceback.StackSummary.extract(traceback.walk_stack(None))][:1])
st()
traceback.print_exc(file=sys.stdout)
for b in (lambda:traceback.print_exception(1),lambda:traceback.format_exception(ValueError,ValueError(1)),lambda:traceback.print_last()):
    try: b()
    except Exception as e: print(type(e).__name__,e)
print(traceback.format_list([('a.py',3,'f','  x = 1'),('b.py',4,'g',None)]))
print(traceback.FrameSummary('a',1,'b',line='  q  '), traceback.FrameSummary('a',1,'b',line='  q  ').line, traceback.FrameSummary('a',1,'b')==('a',1,'b',''))
print(traceback.format_exception(None,None,None), traceback.format_exception_only(None), traceback.format_exception_only(SyntaxError('hey')),traceback.format_exception_only(SyntaxError('hey',('f',1,2,'abc'))))
