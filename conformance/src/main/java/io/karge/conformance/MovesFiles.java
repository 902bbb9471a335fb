package io.karge.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Cases whose stations fetch or upload files: they can be run over each {@link TransferProtocol}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface MovesFiles {}
