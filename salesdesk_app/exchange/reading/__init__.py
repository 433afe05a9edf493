"""Foreign files as plain rows, read in a guarded child process: what they are, how much is safe."""
