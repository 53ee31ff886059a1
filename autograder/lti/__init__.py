"""The tool's side of LTI 1.3 Advantage: who comes from which course, and what goes back there.

Must never let anybody in on a platform's word that was not checked whole, nor know a page of ours.
"""
