/** Which partitions this broker keeps: opened, changed and closed as the cluster's metadata says. */
@NullMarked
package io.gokafka.broker.hosting;

import org.jspecify.annotations.NullMarked;
