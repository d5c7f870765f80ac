/** The logs of the storage plugins, through their SPI. */
@NullMarked
package io.gokafka.microbenchmarks.log;

import org.jspecify.annotations.NullMarked;
