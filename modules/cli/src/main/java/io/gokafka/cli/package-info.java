/** The entry point of the command line: picks the command, runs it, turns what went wrong into one line and an exit code. */
@NullMarked
package io.gokafka.cli;

import org.jspecify.annotations.NullMarked;
