"""gradkit: an autograder that lets a student's code run where nothing of value is."""
