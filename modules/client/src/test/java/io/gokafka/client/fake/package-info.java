/** A cluster in memory, with faults on demand. */
@NullMarked
package io.gokafka.client.fake;

import org.jspecify.annotations.NullMarked;
