/** TCP proxies that stand before the services of brokers and hold back, or slow down, what passes from one place to another. */
@NullMarked
package io.gokafka.harness.net.proxy;

import org.jspecify.annotations.NullMarked;
