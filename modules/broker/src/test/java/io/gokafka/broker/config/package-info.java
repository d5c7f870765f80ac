/** Sources, checks and the reference of the configuration. */
@NullMarked
package io.gokafka.broker.config;

import org.jspecify.annotations.NullMarked;
