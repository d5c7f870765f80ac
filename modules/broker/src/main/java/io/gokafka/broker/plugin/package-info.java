/**
 * Finds the plugins that the configuration names: each sub-folder of a plugin folder is one plugin and gets a module layer of its
 * own, so that plugins see the api and the JDK but never each other.
 */
@NullMarked
package io.gokafka.broker.plugin;

import org.jspecify.annotations.NullMarked;
