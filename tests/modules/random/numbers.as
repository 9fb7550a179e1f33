# The same numbers for the same seed, from every distribution.
import random

r=random.Random(42)
print(r.random(),r.randint(1,100),r.sample(range(100),5),r.sample(range(10),7),r.choices('abc',[1,2,3],k=5),r.gauss(),r.gauss(),r.normalvariate(),r.triangular(),r.expovariate(2),r.vonmisesvariate(0,4),r.gammavariate(.5,1),r.gammavariate(2,1),r.gammavariate(1,1),r.betavariate(2,3),r.paretovariate(2),r.weibullvariate(1,2),r.binomialvariate(10,.3),r.binomialvariate(100,.3),r.binomialvariate(1000,.7),r.randbytes(5),r.sample('abc',4,counts=[2,3,1]))
for s in ('abc',b'abc',1.5,-3,None.__class__ and 10**30): print(random.Random(s).random())
r=random.Random(); r.seed('abc',version=1); print(r.random())
class R2(random.Random):
    def random(self): return .3
print(R2(1).randrange(10))
l=list(range(10)); random.seed(5); random.shuffle(l); print(l, random.uniform(1,2), random.lognormvariate(0,1))
