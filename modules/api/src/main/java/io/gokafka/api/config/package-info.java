/** Typed configuration keys; each plugin declares its own. */
@NullMarked
package io.gokafka.api.config;

import org.jspecify.annotations.NullMarked;
