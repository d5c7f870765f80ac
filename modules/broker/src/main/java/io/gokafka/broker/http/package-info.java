/** Health and cluster status over HTTP, for people, probes and brokers that join. */
@NullMarked
package io.gokafka.broker.http;

import org.jspecify.annotations.NullMarked;
