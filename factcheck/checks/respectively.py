def respectively(a,q): return iter(())
