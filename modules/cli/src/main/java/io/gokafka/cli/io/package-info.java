/** Standard input, output and error. */
@NullMarked
package io.gokafka.cli.io;

import org.jspecify.annotations.NullMarked;
