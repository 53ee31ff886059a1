"""From an LMS and back: its downloads in, its grade sheets and web services out."""
