# getopt: short and long options.
import getopt
def t(f, *a):
    try:
        print(f(*a))
    except getopt.GetoptError as e:
        print(e, repr(e.opt), e.args)
t(getopt.getopt, "-a -b -cfoo -d bar a1 a2".split(), "abc:d:")
t(getopt.getopt, "--condition=foo --testing --output-file abc.def -x a1 -y".split(), "x", ["condition=", "output-file=", "testing"])
t(getopt.gnu_getopt, "a -x b --long=5 c -- -y".split(), "xy", ["long="])
t(getopt.gnu_getopt, "a -x b".split(), "+x")
t(getopt.getopt, ["-abc", "x"], "abc")
t(getopt.getopt, ["--te", "-"], "", ["testing"])
t(getopt.getopt, ["--te"], "", ["testing", "tetris"])
t(getopt.getopt, ["--nope"], "", ["testing"])
t(getopt.getopt, ["--testing=5"], "", ["testing"])
t(getopt.getopt, ["--out"], "", ["out="])
t(getopt.getopt, ["-q"], "a")
t(getopt.getopt, ["-a"], "a:")
t(getopt.getopt, ["--", "-a"], "a")
t(getopt.getopt, ["--one"], "", "one")
