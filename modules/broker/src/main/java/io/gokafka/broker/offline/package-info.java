/** What is done to a broker's data while the broker does not run: looking at it, verifying it, and converting it to another storage. */
@NullMarked
package io.gokafka.broker.offline;

import org.jspecify.annotations.NullMarked;
