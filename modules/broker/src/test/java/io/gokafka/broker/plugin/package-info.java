/** Plugins from real jars in real folders. */
@NullMarked
package io.gokafka.broker.plugin;

import org.jspecify.annotations.NullMarked;
