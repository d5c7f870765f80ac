/** Background work that repeats. */
@NullMarked
package io.gokafka.broker.thread;

import org.jspecify.annotations.NullMarked;
