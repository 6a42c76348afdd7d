from tests.services.conftest import *
from tests.services.test_exporting import change_an_outlet, quarter
from collections import Counter
def test_x(application, out):
    runs=[]
    class P:
        def __init__(self): self.n=[]
        def report(self,d,t,note=""): self.n.append((note,d,t))
    for k in range(3):
        p=P(); application.exporting.export(quarter,out/str(k),p)
        runs.append(p.n); 
        change_an_outlet(application)
    for r in runs: print(len(r), Counter(n for n,_,_ in r), r[-3:])
    assert 0
