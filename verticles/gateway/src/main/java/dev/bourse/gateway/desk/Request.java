package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.limit.Address;
import dev.bourse.gateway.order.Fields;

/**
 * A call as it came.
 *
 * @param who calls
 * @param address where the call came from
 * @param parameters of path and query, all texts
 * @param body the fields of the body
 */
public record Request(Principal who, Address address, Fields parameters, Fields body) {}
