/** How the client finds brokers and leaders, asks them, and asks again. Not for applications. */
@NullMarked
package io.gokafka.client.cluster;

import org.jspecify.annotations.NullMarked;
