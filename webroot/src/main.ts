import './style/base.css';
import './style/shell.css';
import './style/panels.css';
import { Desk } from './desk.ts';

new Desk().start();
