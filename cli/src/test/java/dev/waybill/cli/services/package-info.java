/** Tests of `waybill services`, and of what the deployment says about the services. */
@NullMarked
package dev.waybill.cli.services;

import org.jspecify.annotations.NullMarked;
