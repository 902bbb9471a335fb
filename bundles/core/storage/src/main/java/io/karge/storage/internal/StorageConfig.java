package io.karge.storage.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration PID {@code io.karge.storage}. */
@ObjectClassDefinition(name = "Karge storage", description = "The durable store of the gateway")
@interface StorageConfig {

    @AttributeDefinition(
            name = "path",
            required = false,
            description = "The store file; empty means store/karge.db in the folder of the gateway")
    String path() default "";
}
