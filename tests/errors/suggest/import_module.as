import syss_not_here.sub
