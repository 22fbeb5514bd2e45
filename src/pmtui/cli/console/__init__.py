"""This package meets the shell: output, streams, exit codes, interrupts, quoting."""
