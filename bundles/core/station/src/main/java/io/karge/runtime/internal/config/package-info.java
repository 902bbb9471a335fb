/** From a cfg file to a checked {@link io.karge.runtime.StationConfig}. */
@org.jspecify.annotations.NullMarked
package io.karge.runtime.internal.config;
