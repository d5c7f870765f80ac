/** What can go wrong with a command, and the exit codes. */
@NullMarked
package io.gokafka.cli.error;

import org.jspecify.annotations.NullMarked;
