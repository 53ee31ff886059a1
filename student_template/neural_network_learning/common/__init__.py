"""Ready-made parts for the assignment: functions, real digits and pictures; it holds no answers."""
