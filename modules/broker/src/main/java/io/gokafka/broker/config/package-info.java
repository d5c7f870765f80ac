/** The broker's configuration: where its settings come from, which ones there are, and what they come to. */
@NullMarked
package io.gokafka.broker.config;

import org.jspecify.annotations.NullMarked;
