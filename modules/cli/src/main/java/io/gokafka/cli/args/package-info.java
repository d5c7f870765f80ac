/** From the words of a command line to the fields of a command. */
@NullMarked
package io.gokafka.cli.args;

import org.jspecify.annotations.NullMarked;
