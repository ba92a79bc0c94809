#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// before anything else is loaded: modules that are imported by name would be compiled anew every time
enableCompileCache();
const { runCli } = await import('./cli/run-cli.ts');

process.exitCode = await runCli(process.argv.slice(2), process.env);
