/** Record batches. */
@NullMarked
package io.gokafka.microbenchmarks.record;

import org.jspecify.annotations.NullMarked;
