/**
 * A policy pack as the Pulumi CLI runs it: a process of its own, asked over gRPC. It takes any pack for Node.js, also
 * one in TypeScript, and needs no CLI. The modules are those that the pack itself has installed.
 */

import type { ChildProcess } from "node:child_process";
import type { ServiceError } from "@grpc/grpc-js";
import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzerResource,
  PolicyInfo,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { isRecord } from "../subjects/reading";
import { UNKNOWN, nameOf, urnOf } from "./given";
import type { GivenResource } from "./given";
import { PackError, modulesFor, startPack } from "./pack-process";
import type { PackModules } from "./pack-process";

export interface ServedRule {
  readonly name: string;
  /** Whether the pack leaves it off. */
  readonly isDisabled: boolean;
  /** Defaults of its settings. The CLI fills them in, and so does `ask`. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** What one rule said about some resources. */
export interface Answer {
  readonly violations: readonly string[];
  /** For each value that is not known: why the rule could not judge it. */
  readonly unknown: readonly string[];
}

/** As large as the CLI allows. */
const LIMITS = {
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};

export class ServedPack {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
    private readonly modules: PackModules,
    readonly rules: readonly ServedRule[],
  ) {}

  /** @throws PackError if the folder holds no pack, or one that does not start. */
  static async start(folder: string): Promise<ServedPack> {
    const modules = modulesFor(folder);
    const { child, port } = await startPack(folder);
    const { grpc, service, Empty } = modules;
    const client = new service.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), LIMITS);
    try {
      const info = await answered<AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
      const rules = info.getPoliciesList().map((rule) => servedRule(rule, modules));
      return new ServedPack(child, client, modules, rules);
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  /** Ends the pack's process. */
  end(): void {
    this.client.close();
    this.child.kill();
  }

  /**
   * Asks one rule about the resources of one stack, with these settings; all other rules are off meanwhile.
   * @throws PackError if the rule throws.
   */
  async ask(rule: ServedRule, resources: readonly GivenResource[], config: object): Promise<Answer> {
    const { client } = this;
    await this.configure(rule, { ...rule.defaults, ...config });
    const answers: AnalyzeResponse[] = [];
    for (const resource of resources)
      answers.push(await answered((done) => client.analyze(this.requestFor(resource), done)));
    answers.push(await answered((done) => client.analyzeStack(this.stackRequestFor(resources), done)));
    const said = answers.flatMap((one) => one.getDiagnosticsList());
    // The rule is mandatory here. What is advisory all the same says that a value is not known, if there is such a
    // value; else it is a finding with a level of its own.
    const { MANDATORY } = this.modules.messages.EnforcementLevel;
    const isAllKnown = !JSON.stringify(resources).includes(UNKNOWN);
    const isViolation = (one: AnalyzeDiagnostic): boolean => isAllKnown || one.getEnforcementlevel() === MANDATORY;
    return {
      violations: said.filter(isViolation).map((one) => one.getMessage()),
      unknown: said.filter((one) => !isViolation(one)).map((one) => one.getMessage()),
    };
  }

  private async configure(rule: ServedRule, config: object): Promise<void> {
    const { messages, Struct } = this.modules;
    const { DISABLED, MANDATORY } = messages.EnforcementLevel;
    const request = new messages.ConfigureAnalyzerRequest();
    for (const { name } of this.rules) {
      const one = new messages.PolicyConfig();
      one.setEnforcementlevel(name === rule.name ? MANDATORY : DISABLED);
      one.setProperties(Struct.fromJavaScript(name === rule.name ? asJson(config) : {}));
      request.getPolicyconfigMap().set(name, one);
    }
    await answered((done) => this.client.configure(request, done));
  }

  private requestFor(resource: GivenResource): AnalyzeRequest {
    return this.described(new this.modules.messages.AnalyzeRequest(), resource);
  }

  private stackRequestFor(resources: readonly GivenResource[]) {
    const { messages } = this.modules;
    const request = new messages.AnalyzeStackRequest();
    for (const resource of resources) request.addResources(this.described(new messages.AnalyzerResource(), resource));
    return request;
  }

  private described<M extends AnalyzeRequest | AnalyzerResource>(message: M, resource: GivenResource): M {
    message.setType(resource.type);
    message.setName(nameOf(resource));
    message.setUrn(urnOf(resource));
    message.setProperties(this.modules.Struct.fromJavaScript(asJson(resource.props)));
    message.setOptions(new this.modules.messages.AnalyzerResourceOptions());
    return message;
  }
}

type Plain = Parameters<PackModules["Struct"]["fromJavaScript"]>[0];

/** Through JSON, which leaves out what is undefined, as the engine does. */
const asJson = (value: object): Plain => JSON.parse(JSON.stringify(value));

function servedRule(info: PolicyInfo, { messages }: PackModules): ServedRule {
  const properties: unknown = info.getConfigschema()?.getProperties()?.toJavaScript() ?? {};
  const defaults = Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, schema]) =>
    isRecord(schema) && schema["default"] !== undefined ? [[name, schema["default"]] as const] : [],
  );
  return {
    name: info.getName(),
    isDisabled: info.getEnforcementlevel() === messages.EnforcementLevel.DISABLED,
    defaults: Object.fromEntries(defaults),
  };
}

function answered<T>(call: (done: (error: ServiceError | null, response: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null || error === undefined) resolve(response);
      else reject(new PackError(error.details));
    });
  });
}
