"""The fast path: checks run on kept examples, with many requests sent to a worker at once.

Its one door is `batches.failing`: the first example that does not pass, or None. Must never say
`failed` by itself: what does not pass is run again, live.
"""
