/** The five operations of the VPC API that this package uses, for one account in one region. */
import { randomUUID } from "node:crypto";

import type { Account } from "./account";
import { malformed } from "./call-failure";
import { systemClock, type Clock, type Random } from "./clock";
import type { Credentials } from "./credentials";
import { ApiError } from "./errors";
import type { Parameters } from "./flatten";
import { createAgent } from "./http-agents";
import type { JsonObject } from "./plain-json";
import { withRetry, type RetryNotice, type RetryPolicy } from "./retry";
import { callRpc, type RpcTarget } from "./rpc-client";
import {
  readConnection,
  readConnections,
  readDiagnoses,
  readDownloadedConfig,
  readPage,
  readTunnel,
  UnexpectedShape,
  type Page,
} from "./wire-readers";
import type { ConnectionWire, DiagnosisWire, DownloadedConfigWire, TunnelWire } from "./wire";

/** The service gives 50 connections a page at most. */
export const LARGEST_PAGE = 50;
const VPC_VERSION = "2016-04-28";
const DEFAULT_BUDGET_MS = 120_000;

/** What connections to list; all filters are optional and combine. */
export interface ConnectionQuery {
  readonly vpnConnectionId?: string | undefined;
  readonly vpnGatewayId?: string | undefined;
  readonly customerGatewayId?: string | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly tags?: readonly { readonly key: string; readonly value?: string | undefined }[] | undefined;
  /** From 1. */
  readonly pageNumber?: number | undefined;
  /** 1 to 50; 50 unless told. */
  readonly pageSize?: number | undefined;
}

/** One page of connections. */
export interface ConnectionPage extends Page {
  readonly connections: ConnectionWire[];
}

/** What to diagnose: connections in single-tunnel mode by their own id, tunnels of the others by theirs. */
export interface DiagnosisQuery {
  readonly vpnGatewayId?: string | undefined;
  readonly vpnConnectionIds?: readonly string[] | undefined;
  readonly tunnelIds?: readonly string[] | undefined;
  readonly pageNumber?: number | undefined;
  readonly pageSize?: number | undefined;
}

/** One page of findings. */
export interface DiagnosisPage extends Page {
  readonly diagnoses: DiagnosisWire[];
}

/** A change of one tunnel. The specification is in the API's own names and nesting. */
export interface TunnelChange {
  readonly vpnConnectionId: string;
  readonly tunnelId: string;
  readonly specification: Parameters;
}

/** The operations. Each throws ApiError, ConfigurationError or CredentialsError, and nothing else. */
export interface VpcApi {
  readonly account: Account;
  /** One page of the connections that match. */
  describeVpnConnections(query?: ConnectionQuery): Promise<ConnectionPage>;
  /** One connection; category notFound when it does not exist. */
  describeVpnConnection(vpnConnectionId: string): Promise<ConnectionWire>;
  /** Changes one tunnel, once: tries of one call are one change for the service. */
  modifyTunnelAttribute(change: TunnelChange): Promise<TunnelWire>;
  /** What the service finds wrong with connections or tunnels. */
  diagnoseVpnConnections(query: DiagnosisQuery): Promise<DiagnosisPage>;
  /** The configuration for the device at the other end. Holds pre-shared keys. */
  downloadVpnConnectionConfig(vpnConnectionId: string): Promise<DownloadedConfigWire>;
}

/** What can be replaced: time, chance, patience, and who is told of retries. */
export interface VpcApiOptions {
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  readonly retryBudgetMs?: number | undefined;
  readonly onRetry?: ((notice: RetryNotice) => void) | undefined;
}

/** The VPC API for an account. */
export function createVpcApi(account: Account, options: VpcApiOptions = {}): VpcApi {
  return new RpcVpcApi(account, options);
}

class RpcVpcApi implements VpcApi {
  readonly account: Account;
  readonly #target: RpcTarget;
  readonly #policy: RetryPolicy;

  constructor(account: Account, options: VpcApiOptions) {
    this.account = account;
    this.#target = {
      endpoint: account.endpoint,
      apiVersion: VPC_VERSION,
      agent: createAgent(account.endpoint, account.connectTimeoutMs),
      readTimeoutMs: account.readTimeoutMs,
    };
    this.#policy = {
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      budgetMs: options.retryBudgetMs ?? account.retryBudgetMs ?? DEFAULT_BUDGET_MS,
      onRetry: options.onRetry,
    };
  }

  describeVpnConnections(query: ConnectionQuery = {}): Promise<ConnectionPage> {
    const parameters = {
      VpnConnectionId: query.vpnConnectionId,
      VpnGatewayId: query.vpnGatewayId,
      CustomerGatewayId: query.customerGatewayId,
      ResourceGroupId: query.resourceGroupId,
      Tag: query.tags?.map(({ key, value }) => ({ Key: key, Value: value })),
      PageNumber: query.pageNumber ?? 1,
      PageSize: query.pageSize ?? LARGEST_PAGE,
    };
    return this.#ask("DescribeVpnConnections", parameters, (answer) => ({
      connections: readConnections(answer),
      ...readPage(answer),
    }));
  }

  describeVpnConnection(vpnConnectionId: string): Promise<ConnectionWire> {
    return this.#ask("DescribeVpnConnection", { VpnConnectionId: vpnConnectionId }, readConnection);
  }

  async modifyTunnelAttribute(change: TunnelChange): Promise<TunnelWire> {
    const token = new ChangeToken();
    const parameters = {
      VpnConnectionId: change.vpnConnectionId,
      TunnelId: change.tunnelId,
      TunnelOptionsSpecification: change.specification,
    };
    try {
      return await withRetry(this.#policy, () =>
        this.#once("ModifyTunnelAttribute", { ...parameters, ClientToken: token.value }, readTunnel).catch(
          (error: unknown) => {
            token.noteFailure(error);
            throw error;
          },
        ),
      );
    } catch (error) {
      throw error instanceof ApiError && token.mayHaveTakenEffect ? error.withOutcomeUnknown(true) : error;
    }
  }

  diagnoseVpnConnections(query: DiagnosisQuery): Promise<DiagnosisPage> {
    const parameters = {
      VpnGatewayId: query.vpnGatewayId,
      VpnConnectionIds: query.vpnConnectionIds,
      TunnelIds: query.tunnelIds,
      PageNumber: query.pageNumber,
      PageSize: query.pageSize,
    };
    return this.#ask("DiagnoseVpnConnections", parameters, (answer) => {
      const diagnoses = readDiagnoses(answer);
      return { diagnoses, ...readPage(answer) };
    });
  }

  downloadVpnConnectionConfig(vpnConnectionId: string): Promise<DownloadedConfigWire> {
    return this.#ask("DownloadVpnConnectionConfig", { VpnConnectionId: vpnConnectionId }, readDownloadedConfig);
  }

  #ask<T>(action: string, parameters: Parameters, read: (answer: JsonObject) => T): Promise<T> {
    return withRetry(this.#policy, () => this.#once(action, parameters, read));
  }

  async #once<T>(action: string, parameters: Parameters, read: (answer: JsonObject) => T): Promise<T> {
    const answer = await this.#signed(action, { RegionId: this.account.region, ...parameters });
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof UnexpectedShape)) throw error;
      const call = { action, host: new URL(this.account.endpoint).host, secrets: [] };
      throw malformed(call, error.message, undefined, answer["RequestId"]);
    }
  }

  /** A refused security token is replaced once: its source may have a newer one than the one that was kept. */
  async #signed(action: string, parameters: Parameters): Promise<JsonObject> {
    const call = (credentials: Credentials): Promise<JsonObject> =>
      callRpc(this.#target, credentials, action, parameters);
    const { credentials } = this.account;
    const used = await credentials.getCredentials();
    try {
      return await call(used);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.code.startsWith("InvalidSecurityToken")) throw error;
      credentials.forget();
      const renewed = await credentials.getCredentials();
      if (renewed.securityToken === used.securityToken) throw error;
      return call(renewed);
    }
  }
}

/**
 * The ClientToken of one logical change. Kept while an earlier try may have taken effect, so that the service can tell
 * a repetition from a second change; renewed after a definite refusal.
 */
class ChangeToken {
  value: string = randomUUID();
  mayHaveTakenEffect = false;

  noteFailure(error: unknown): void {
    if (error instanceof ApiError && error.outcomeUnknown) this.mayHaveTakenEffect = true;
    if (!this.mayHaveTakenEffect) this.value = randomUUID();
  }
}
