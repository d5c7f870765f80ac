/** What the commands in the folder {@code benchmarks} have in common. */
@NullMarked
package io.gokafka.benchmarks.command;

import org.jspecify.annotations.NullMarked;
