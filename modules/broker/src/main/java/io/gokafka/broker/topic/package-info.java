/** What can be set for a topic: the table of settings, and their values for one topic. */
@NullMarked
package io.gokafka.broker.topic;

import org.jspecify.annotations.NullMarked;
