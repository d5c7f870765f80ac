/** What the broker's core runs on in tests: a consensus of one replica in the hands of the test, over storage in memory. */
@NullMarked
package io.gokafka.broker.fake;

import org.jspecify.annotations.NullMarked;
