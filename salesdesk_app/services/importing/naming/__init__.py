"""The records that rows name: found in the workspace, or put down to be created."""
