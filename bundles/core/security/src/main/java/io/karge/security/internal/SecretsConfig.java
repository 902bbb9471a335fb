package io.karge.security.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration PID {@code io.karge.security}. */
@ObjectClassDefinition(name = "Karge security", description = "The key that encrypts stored secrets")
@interface SecretsConfig {

    @AttributeDefinition(
            name = "masterKey",
            required = false,
            description = "The file with the master key; empty means etc/karge-master.key")
    String masterKey() default "";

    @AttributeDefinition(
            name = "masterKeyId",
            required = false,
            description = "The file that remembers which key was used; empty means store/karge-master.id")
    String masterKeyId() default "";
}
