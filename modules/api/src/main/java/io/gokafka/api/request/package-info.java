/** The requests that a broker answers, as values, whatever the protocol that carried them. */
@NullMarked
package io.gokafka.api.request;

import org.jspecify.annotations.NullMarked;
